// SPDX-License-Identifier: MIT
// The verifier's page: where a seal's text comes from, and what is said of it.
(function () {
  "use strict";

  var SIDES = [1600, 1000, 2400, 640]; // pictures are tried in these sizes
  var ANSWERS = {
    "unasked": ["good", "TANDA VERIFIKASI ASLI; daftar desa belum ditanya",
      "Isi kode QR ini dibuat oleh desa dan tidak diubah. Apakah suratnya sudah dicabut, hanya desa yang tahu.",
      "Berbeda satu huruf saja dari kertas? Jangan diterima. Untuk memastikan tidak dicabut: SMS CEK {kode} ke nomor layanan desa, atau telepon kantor desa."],
    "expired": ["unsure", "MASA BERLAKU SUDAH HABIS",
      "Tanda verifikasi asli, tetapi surat ini hanya berlaku sampai {sampai}.", "Minta pemohon mengurus surat baru di desa."],
    "future": ["unsure", "TANGGAL SURAT BELUM TIBA",
      "Surat bertanggal {tanggal}, padahal tanggal alat ini {hari}. Periksa dulu tanggal alat ini.",
      "Bila tanggal alat ini benar, jangan terima suratnya dan hubungi desa."],
    "untrusted": ["unsure", "BELUM BISA DIPERIKSA",
      "Kunci desa {desa} tidak ada di halaman ini. Asli atau palsu belum dapat dikatakan.",
      "Minta kunci desa itu kepada pengelola halaman ini, atau tanyakan nomor suratnya langsung ke desa."],
    "key-revoked": ["bad", "KUNCI DESA SUDAH TIDAK BERLAKU",
      "Tanda ini dibuat dengan kunci desa {desa} yang sudah dicabut atau diganti. Jangan percaya tanda ini.",
      "Tanyakan nomor suratnya langsung ke desa sebelum diterima."],
    "forged": ["bad", "PALSU",
      "Tanda verifikasi tidak cocok dengan isinya: isi kode QR ini tidak dibuat oleh desa {desa}.",
      "Jangan diterima. Hubungi desa yang namanya dipakai."],
    "broken": ["bad", "BUKAN KODE VERIFIKASI YANG UTUH",
      "Yang terbaca tidak utuh, diubah, atau bukan dari surat desa.",
      "Pindai ulang. Bila tetap begini, jangan diterima sebelum desa ditanya: SMS CEK dan kode 8 angka di surat."]
  };

  function $(id) { return document.getElementById(id); }

  var keys = seal.readKeys($("keys").textContent);
  var titles = {};
  $("titles").textContent.split("\n").forEach(function (line) {
    var at = line.indexOf(" ");
    if (at > 0) titles["_" + line.slice(0, at)] = line.slice(at + 1);
  });

  function turnDay(day) {
    return day === "" ? "seterusnya" : day.slice(8) + "-" + day.slice(5, 7) + "-" + day.slice(0, 4);
  }

  function today() {
    var now = new Date();
    function two(number) { return (number < 10 ? "0" : "") + number; }
    return two(now.getDate()) + "-" + two(now.getMonth() + 1) + "-" + now.getFullYear();
  }

  function fill(text, facts) {
    var values = facts ? { kode: facts.code.slice(0, 4) + "-" + facts.code.slice(4), desa: facts.village,
      sampai: turnDay(facts.valid_until), tanggal: turnDay(facts.issued), hari: today() } : {};
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return values[name]; });
  }

  function addFact(name, value) {
    var term = document.createElement("dt"), said = document.createElement("dd");
    term.textContent = name;
    said.textContent = value;
    $("facts").appendChild(term);
    $("facts").appendChild(said);
  }

  function showFacts(result) {
    var facts = result.facts;
    var isShown = facts && result.verdict !== "forged"; // what a forger wrote is nobody's fact
    $("facts").textContent = "";
    $("compare").hidden = !isShown;
    $("compare").textContent = result.verdict === "untrusted" ? "Isi kode QR (belum terbukti)"
      : "Cocokkan dengan kertas, satu per satu";
    if (!isShown) return;
    addFact("Nama", facts.name);
    addFact("Surat", titles["_" + facts.kind] || facts.kind);
    addFact("Nomor", facts.number);
    addFact("Tanggal", turnDay(facts.issued));
    addFact("Berlaku sampai", turnDay(facts.valid_until));
    addFact("Desa", (result.key ? result.key.name + ", " : "") + facts.village);
    addFact("Kode", fill("{kode}", facts));
  }

  function show(result) {
    var answer = ANSWERS[result.verdict];
    $("answer").className = answer[0];
    $("answer").setAttribute("data-verdict", result.verdict);
    $("verdict").textContent = answer[1];
    $("meaning").textContent = fill(answer[2], result.facts);
    $("next").textContent = fill(answer[3], result.facts);
    showFacts(result);
    $("busy").hidden = true;
    $("answer").hidden = false;
    $("answer").scrollIntoView({ block: "nearest" });
  }

  function check(text) {
    $("answer").hidden = true;
    $("text").value = text;
    $("text").select(); // the next scan takes its place
    return seal.check(text, keys, new Date()).then(show);
  }

  function say(text) {
    $("busy").textContent = text;
    $("busy").hidden = false;
  }

  // The text of a QR code in a canvas: by the browser, else by jsQR. A promise; null when none.
  function decode(canvas) {
    var pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    function byJsqr() {
      var found = jsQR(pixels.data, pixels.width, pixels.height, { inversionAttempts: "dontInvert" });
      return found ? found.data : null;
    }
    if (!self.BarcodeDetector) return Promise.resolve(byJsqr());
    return new Promise(function (resolve) {
      resolve(new BarcodeDetector({ formats: ["qr_code"] }).detect(canvas));
    }).then(function (found) {
      return found.length > 0 ? found[0].rawValue : byJsqr();
    }).catch(byJsqr);
  }

  function draw(source, width, height, side) {
    var canvas = document.createElement("canvas");
    var scale = Math.min(1, side / Math.max(width, height));
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    var context = canvas.getContext("2d");
    context.fillStyle = "#fff"; // behind what is transparent
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  function tryPicture(image, sides) {
    if (sides.length === 0) {
      say("Tidak ada kode QR yang terbaca di foto ini. Potret lebih dekat, tegak, terang, tidak buram.");
      return Promise.resolve();
    }
    return decode(draw(image, image.naturalWidth, image.naturalHeight, sides[0])).then(function (text) {
      return text === null ? tryPicture(image, sides.slice(1)) : check(text);
    });
  }

  function takePicture(file) {
    var image = new Image(), url = URL.createObjectURL(file);
    $("answer").hidden = true;
    say("Membaca foto...");
    image.onload = function () {
      tryPicture(image, SIDES).then(function () { URL.revokeObjectURL(url); });
    };
    image.onerror = function () {
      URL.revokeObjectURL(url);
      say("Berkas ini bukan gambar yang bisa dibaca.");
    };
    image.src = url;
  }

  var stream = null;

  function stopCamera() {
    if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
    stream = null;
    $("view").hidden = true;
  }

  function look() {
    var video = $("video");
    if (!stream) return;
    if (video.videoWidth === 0) {
      setTimeout(look, 100);
      return;
    }
    decode(draw(video, video.videoWidth, video.videoHeight, 1000)).then(function (text) {
      if (text === null || !stream) {
        setTimeout(look, 150);
        return;
      }
      stopCamera();
      check(text);
    });
  }

  function startCamera() {
    $("answer").hidden = true;
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (opened) {
      stream = opened;
      $("view").hidden = false;
      $("video").srcObject = opened;
      $("video").play();
      look();
    }).catch(function () {
      say("Kamera tidak dapat dipakai. Izinkan kamera, atau pakai foto.");
    });
  }

  function firstImage(list) {
    for (var i = 0; i < list.length; i++)
      if (/^image\//.test(list[i].type)) return list[i].getAsFile ? list[i].getAsFile() : list[i];
    return null;
  }

  function checkAddress() {
    if (location.hash.length > 1) check(location.hash);
  }

  $("form").addEventListener("submit", function (event) {
    event.preventDefault();
    $("busy").hidden = true;
    if ($("text").value.trim() !== "") check($("text").value);
  });
  $("picture").addEventListener("change", function () {
    if (this.files[0]) takePicture(this.files[0]);
    this.value = "";
  });
  document.addEventListener("paste", function (event) {
    var image = event.clipboardData && firstImage(event.clipboardData.items);
    if (image) takePicture(image);
  });
  document.addEventListener("dragover", function (event) { event.preventDefault(); });
  document.addEventListener("drop", function (event) {
    var image = event.dataTransfer && firstImage(event.dataTransfer.files);
    event.preventDefault();
    if (image) takePicture(image);
  });
  $("camera").addEventListener("click", startCamera);
  $("stop").addEventListener("click", stopCamera);
  $("camera").hidden = !(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
  $("known").textContent = keys.length === 0 ? "Halaman ini belum berisi kunci desa mana pun."
    : "Halaman ini mengenal " + keys.length + " kunci desa.";
  window.addEventListener("hashchange", checkAddress);
  checkAddress();
})();
