// SPDX-License-Identifier: MIT
// What the pages do by themselves: they stay fresh, and they are worked by keys. Without
// this file everything else still works.
"use strict";
(function () {
	var liveUrl = document.body.getAttribute("data-live");
	var source = null, isAsking = false, isStale = false;

	// The page as it is now: each part that may change by itself is put in the place of
	// the old one; rows that were not there blink for a while, whatever comes meanwhile.
	var BLINK_MS = 8000, born = {};

	function keysOf(part) {
		return Array.prototype.map.call(part.querySelectorAll("[data-key]"), function (row) {
			return row.getAttribute("data-key");
		});
	}

	function refocus(part, href) {
		Array.prototype.some.call(part.querySelectorAll("a"), function (link) {
			if (link.getAttribute("href") !== href)
				return false;
			link.focus();
			return true;
		});
	}

	function put(part, next) {
		var known = keysOf(part);
		var focused = part.contains(document.activeElement) ?
			document.activeElement.getAttribute("href") : null;
		part.innerHTML = next.innerHTML;
		part.querySelectorAll("[data-key]").forEach(function (row) {
			var key = row.getAttribute("data-key");
			if (known.indexOf(key) < 0) {
				born[key] = Date.now();
				announce();
			}
			if (Date.now() - born[key] < BLINK_MS)
				row.classList.add("new");
		});
		if (focused)
			refocus(part, focused);
	}

	var shown = {};
	function replace(fresh) {
		document.querySelectorAll("[data-fresh]").forEach(function (part) {
			var next = fresh.getElementById(part.id);
			var before = part.id in shown ? shown[part.id] : part.innerHTML;
			if (!next || next.innerHTML === before)
				return;
			shown[part.id] = next.innerHTML;
			put(part, next);
		});
	}

	var title = document.title, unseen = 0;
	function announce() {
		if (!document.hidden)
			return;
		unseen++;
		document.title = "(" + unseen + " baru) " + title;
	}

	function refresh() {
		if (isAsking) {
			isStale = true;
			return;
		}
		isAsking = true;
		fetch(location.href, { headers: { "X-Surat-Live": "1" }, credentials: "same-origin" })
			.then(function (answer) {
				if (answer.status === 401 || answer.status === 403)
					location.href = "/masuk";
				return answer.ok ? answer.text() : null;
			})
			.then(function (text) {
				if (text)
					replace(new DOMParser().parseFromString(text, "text/html"));
			})
			.catch(function () {})
			.then(function () {
				isAsking = false;
				if (isStale) {
					isStale = false;
					refresh();
				}
			});
	}

	// A browser opens few connections to one server: pages that nobody sees give theirs back.
	function listen() {
		if (!liveUrl || !window.EventSource || source || document.hidden)
			return;
		source = new EventSource(liveUrl);
		source.onmessage = refresh;
		source.onopen = function () {
			document.body.classList.remove("offline");
			refresh();
		};
		source.onerror = function () {
			document.body.classList.add("offline");
			if (source.readyState === 2) {
				source = null;
				setTimeout(listen, 3000);
			}
		};
	}
	document.addEventListener("visibilitychange", function () {
		if (document.hidden && source) {
			source.close();
			source = null;
		} else if (!document.hidden) {
			unseen = 0;
			document.title = title;
			listen();
		}
	});
	window.addEventListener("pagehide", function () {
		if (source)
			source.close();
		source = null;
	});
	listen();

	// Keys: / searches, j and k walk through the rows, Enter opens.
	function links() {
		return Array.prototype.slice.call(document.querySelectorAll("tr[data-key] a, li[data-key] a"));
	}
	function walk(by) {
		var all = links(), at = all.indexOf(document.activeElement);
		if (all.length)
			all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))].focus();
	}
	var keys = {
		"/": function () {
			var field = document.querySelector("input[type=search]");
			if (field)
				field.focus();
			else
				location.href = "/antrean";
		},
		j: function () { walk(1); },
		k: function () { walk(-1); },
		a: function () { location.href = "/antrean"; },
		b: function () { location.href = "/baru"; }
	};
	document.addEventListener("keydown", function (event) {
		var tag = event.target.tagName;
		if (event.ctrlKey || event.altKey || event.metaKey || tag === "INPUT" ||
		    tag === "TEXTAREA" || tag === "SELECT") {
			if (event.key === "Escape")
				event.target.blur();
			return;
		}
		if (keys[event.key] && document.body.hasAttribute("data-live")) {
			event.preventDefault();
			keys[event.key]();
		}
	});
	document.querySelectorAll(".keys").forEach(function (help) {
		help.hidden = false;
	});
	// A whole row is a link.
	document.addEventListener("click", function (event) {
		var row = event.target.closest ? event.target.closest("tr[data-key]") : null;
		if (row && event.target.tagName !== "A" && !event.target.closest("input,label,button")) {
			var link = row.querySelector("a");
			if (link)
				location.href = link.href;
		}
	});
	// One press is enough.
	document.addEventListener("submit", function (event) {
		// What opens beside this page may be asked for again.
		var isBeside = event.submitter && event.submitter.formTarget;
		if (event.target.method === "post" && !isBeside)
			setTimeout(function () {
				event.target.querySelectorAll("button").forEach(function (button) {
					button.disabled = true;
				});
			}, 0);
	});
	// How much of one SMS is written; the line below the field says it.
	document.querySelectorAll("[data-count]").forEach(function (field) {
		var most = Number(field.getAttribute("data-count"));
		var line = field.closest("form").querySelector(".hint");
		function count() {
			var n = field.value.trim().replace(/\s+/g, " ").length;
			line.textContent = n + " dari " + most + " huruf" +
				(n > most ? ", kurangi " + (n - most) : "");
			line.classList.toggle("over", n > most);
		}
		field.addEventListener("input", count);
		count();
	});
	document.querySelectorAll("[data-print]").forEach(function (button) {
		button.addEventListener("click", function () { window.print(); });
	});
})();
