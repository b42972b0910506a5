// SPDX-License-Identifier: MIT
// The check page reads QR codes by camera or from a photo, in the browser: no picture is sent anywhere.
"use strict";
(function () {
	var SIDES = [1600, 1000, 2400, 640]; // a photo is tried in these sizes
	var LIVE_SIDE = 1000, PAUSE_MS = 150;
	var field = document.querySelector(".scan input[name=surat]");
	var start = document.getElementById("kamera"), stop = document.getElementById("tutup");
	var view = document.getElementById("tampilan"), video = view.querySelector("video");
	var said = document.getElementById("kata-kamera"), stream = null, reader = null;

	function say(words) {
		said.textContent = words;
		said.hidden = false;
	}

	// Large, and not everybody's: it comes when it is needed.
	function getReader() {
		reader = reader || new Promise(function (resolve, reject) {
			var script = document.createElement("script");
			script.src = "/jsqr.js";
			script.onload = function () { resolve(self.jsQR); };
			script.onerror = reject;
			document.head.appendChild(script);
		});
		return reader;
	}

	function decode(source, width, height, side) {
		var scale = Math.min(1, side / Math.max(width, height));
		var canvas = document.createElement("canvas"), context = canvas.getContext("2d");
		canvas.width = Math.max(1, Math.round(width * scale));
		canvas.height = Math.max(1, Math.round(height * scale));
		context.fillStyle = "#fff"; // behind what is transparent
		context.fillRect(0, 0, canvas.width, canvas.height);
		context.drawImage(source, 0, 0, canvas.width, canvas.height);
		var pixels = context.getImageData(0, 0, canvas.width, canvas.height);
		return getReader().then(function (read) {
			var found = read(pixels.data, pixels.width, pixels.height, { inversionAttempts: "dontInvert" });
			return found && found.data ? found.data : null;
		});
	}

	function check(text) {
		field.value = text;
		field.form.submit();
	}

	// --- the camera
	function close() {
		if (stream)
			stream.getTracks().forEach(function (track) { track.stop(); });
		stream = null;
		view.hidden = true;
		start.hidden = false;
	}

	function look() {
		if (!stream)
			return;
		if (!video.videoWidth) {
			setTimeout(look, PAUSE_MS);
			return;
		}
		decode(video, video.videoWidth, video.videoHeight, LIVE_SIDE).then(function (text) {
			if (!stream)
				return;
			if (text === null) {
				setTimeout(look, PAUSE_MS);
				return;
			}
			close();
			check(text);
		}).catch(function () {
			close();
			say("Pembaca kode QR tidak dapat dimuat. Ketik kodenya.");
		});
	}

	function open() {
		navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (opened) {
			stream = opened;
			said.hidden = true;
			view.hidden = false;
			start.hidden = true;
			video.srcObject = opened;
			video.play();
			look();
		}).catch(function () {
			say("Kamera tidak dapat dipakai: izinkan kamera untuk halaman ini, atau pakai foto.");
		});
	}

	// --- a photo
	function tryPhoto(image, sides) {
		if (sides.length === 0) {
			say("Tidak ada kode QR yang terbaca di foto ini. Potret lebih dekat, tegak, terang, tidak buram.");
			return null;
		}
		return decode(image, image.naturalWidth, image.naturalHeight, sides[0]).then(function (text) {
			return text === null ? tryPhoto(image, sides.slice(1)) : check(text);
		});
	}

	function takePhoto(file) {
		var image = new Image(), url = URL.createObjectURL(file);
		say("Membaca foto...");
		image.onload = function () {
			URL.revokeObjectURL(url);
			Promise.resolve(tryPhoto(image, SIDES)).catch(function () {
				say("Pembaca kode QR tidak dapat dimuat. Ketik kodenya.");
			});
		};
		image.onerror = function () {
			URL.revokeObjectURL(url);
			say("Berkas ini bukan foto yang bisa dibaca.");
		};
		image.src = url;
	}

	document.getElementById("foto").addEventListener("change", function () {
		if (this.files[0])
			takePhoto(this.files[0]);
		this.value = "";
	});
	start.addEventListener("click", open);
	stop.addEventListener("click", close);
	window.addEventListener("pagehide", close);
	document.getElementById("cara").hidden = false;
	// Browsers give a camera to https and to this very computer only.
	start.hidden = !(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
	if (start.hidden)
		say("Kamera langsung hanya ada lewat https atau di komputer ini sendiri. Pakai foto kode QR, " +
		    "alat pemindai, atau ketik kodenya.");
})();
