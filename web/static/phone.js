// SPDX-License-Identifier: MIT
// The training phone: keys that write like those of an old phone, and a screen that shows its end.
"use strict";
(function () {
	var PAUSE_MS = 900; // then the same key writes a new letter
	var words = document.getElementById("isi-sms"), count = document.getElementById("hitung");
	var screen = document.getElementById("layar");
	var last = null, turn = 0, pressed = 0;

	function counted() {
		var length = words.value.length, texts = Math.max(1, Math.ceil(length / (length > 160 ? 153 : 160)));
		count.textContent = length + " huruf" + (texts > 1 ? ", " + texts + " SMS" : "");
	}
	function showEnd() {
		screen.scrollTop = screen.scrollHeight;
	}
	function press(key) {
		var letters = key.getAttribute("data-letters");
		var isAgain = key === last && Date.now() - pressed < PAUSE_MS;
		turn = isAgain ? (turn + 1) % letters.length : 0;
		words.value = (isAgain ? words.value.slice(0, -1) : words.value) + letters.charAt(turn);
		last = key;
		pressed = Date.now();
		counted();
	}
	document.getElementById("tombol").addEventListener("click", function (event) {
		var key = event.target.closest("button");
		if (key)
			press(key);
	});
	document.getElementById("hapus").addEventListener("click", function () {
		words.value = words.value.slice(0, -1);
		last = null;
		counted();
	});
	document.getElementById("contoh").addEventListener("click", function (event) {
		if (event.target.tagName !== "BUTTON")
			return;
		words.value = event.target.textContent;
		words.focus();
		counted();
	});
	words.addEventListener("keydown", function (event) {
		if (event.key === "Escape") {
			words.value = "";
			counted();
		} else if (event.key === "Enter" && !event.shiftKey) {
			event.preventDefault();
			document.querySelector("button[value=kirim]").click();
		}
	});
	words.addEventListener("input", counted);
	new MutationObserver(showEnd).observe(screen, { childList: true });
	counted();
	showEnd();
})();
