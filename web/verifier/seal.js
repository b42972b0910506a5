// SPDX-License-Identifier: MIT
// The seal of a letter: its text, its signature, the keys that are trusted. As letters/seal.c.
// No page here, so that a test can call it. Written for old browsers too.
var seal = (function () {
  "use strict";

  var BYTES_MAX = 511;
  var FIELDS = ["village", "code", "number", "kind", "name", "issued", "valid_until"];
  var LONGEST = { village: 13, code: 8, number: 47, kind: 16, name: 100, issued: 10, valid_until: 10 };
  // What could hide or turn a text round: as utf8_is_control() of base/utf8.c.
  var HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
  // The order of Ed25519's group, lowest byte first: S must be below it (RFC 8032 5.1.7).
  var ORDER = [0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10];
  var BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  function utf8(text) {
    var escaped = unescape(encodeURIComponent(text)); // throws at half a surrogate pair
    var bytes = new Uint8Array(escaped.length);
    for (var i = 0; i < escaped.length; i++) bytes[i] = escaped.charCodeAt(i);
    return bytes;
  }

  // Exactly `size` bytes, or null.
  function fromBase64(text, size) {
    var bytes = new Uint8Array(size), bits = 0, n = 0, at = 0;
    if (text.length !== Math.ceil(size * 8 / 6)) return null;
    for (var i = 0; i < text.length; i++) {
      var value = BASE64.indexOf(text.charAt(i));
      if (value < 0) return null;
      bits = (bits << 6 | value) & 0xffff;
      n += 6;
      if (n >= 8) {
        n -= 8;
        bytes[at++] = bits >> n & 0xff;
      }
    }
    return (bits & (1 << n) - 1) === 0 ? bytes : null; // what is left over must be 0
  }

  function isDate(text) {
    var parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
    if (!parts || +parts[1] < 2000) return false;
    var date = new Date(Date.UTC(+parts[1], +parts[2] - 1, +parts[3]));
    return date.toISOString().slice(0, 10) === text;
  }

  function isLine(text) {
    return text.length > 0 && !HIDDEN.test(text);
  }

  function unescapeField(field) {
    if (/\\(?![pb])/.test(field)) return null;
    return field.replace(/\\p/g, "|").replace(/\\b/g, "\\");
  }

  function areFacts(facts) {
    for (var i = 0; i < FIELDS.length; i++)
      if (utf8(facts[FIELDS[i]]).length > LONGEST[FIELDS[i]]) return false;
    return /^\d\d\.\d\d\.\d\d\.\d{4}$/.test(facts.village) && /^\d{8}$/.test(facts.code) &&
      isLine(facts.number) && /^[A-Z0-9]+$/.test(facts.kind) && isLine(facts.name) && isDate(facts.issued) &&
      (facts.valid_until === "" || (isDate(facts.valid_until) && facts.valid_until >= facts.issued));
  }

  // A URL carries the text behind '#', percent-encoded.
  function withoutUrl(text) {
    var mark = text.indexOf("#");
    if (mark < 0 || text.indexOf("SURAT1|") === 0) return text;
    return decodeURIComponent(text.slice(mark + 1)); // throws at what is no UTF-8
  }

  // The facts, the bytes that are signed and the signature; null when it is not a whole seal.
  function read(typed) {
    try {
      var text = withoutUrl(typed.trim());
      if (utf8(text).length > BYTES_MAX) return null;
      var fields = text.split("|");
      if (fields.length !== 9 || fields[0] !== "SURAT1") return null;
      var facts = {};
      for (var i = 0; i < FIELDS.length; i++) {
        facts[FIELDS[i]] = unescapeField(fields[i + 1]);
        if (facts[FIELDS[i]] === null) return null;
      }
      var signature = fromBase64(fields[8], 64);
      if (!signature || !areFacts(facts)) return null;
      return { facts: facts, signed: utf8(text.slice(0, text.lastIndexOf("|"))), signature: signature };
    } catch (error) {
      return null;
    }
  }

  // The lines of a file of keys (surat keys export).
  function readKeys(file) {
    var keys = [];
    file.split("\n").forEach(function (line) {
      var part = /^([\d.]+) (\S{43}) (\S+) (\S+) (berlaku|dicabut) (.+?)\r?$/.exec(line);
      var bytes = part && fromBase64(part[2], 32);
      if (bytes)
        keys.push({ village: part[1], bytes: bytes, until: part[4] === "-" ? "" : part[4],
          isRevoked: part[5] === "dicabut", name: part[6] });
    });
    return keys;
  }

  function isBelowOrder(signature) {
    for (var i = 31; i >= 0; i--)
      if (signature[32 + i] !== ORDER[i]) return signature[32 + i] < ORDER[i];
    return false;
  }

  function checkByNacl(read, key) {
    return nacl.sign.detached.verify(read.signed, read.signature, key.bytes);
  }

  // A promise of true or false: by the browser's own Ed25519, else by tweetnacl.
  function isSigned(read, key) {
    var subtle = self.crypto && self.crypto.subtle;
    if (!isBelowOrder(read.signature)) return Promise.resolve(false);
    if (!subtle) return Promise.resolve(checkByNacl(read, key));
    return new Promise(function (resolve) {
      resolve(subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]));
    }).then(function (imported) {
      return subtle.verify({ name: "Ed25519" }, imported, read.signature, read.signed);
    }).catch(function () {
      return checkByNacl(read, key);
    });
  }

  function localDay(date) {
    function two(number) { return (number < 10 ? "0" : "") + number; }
    return date.getFullYear() + "-" + two(date.getMonth() + 1) + "-" + two(date.getDate());
  }

  // What the signature and the two days say. `now` is a Date.
  function judge(read, key, now) {
    var facts = read.facts;
    if (key.isRevoked || (key.until !== "" && facts.issued > key.until)) return "key-revoked";
    // A day for two computers' clocks, and across midnight.
    if (facts.issued > localDay(new Date(now.getTime() + 86400000))) return "future";
    if (facts.valid_until !== "" && facts.valid_until < localDay(now)) return "expired";
    return "unasked";
  }

  // A promise of { verdict, facts, key }: what `typed` is, by these keys.
  function check(typed, keys, now) {
    var found = read(typed);
    if (!found) return Promise.resolve({ verdict: "broken" });
    var own = keys.filter(function (key) { return key.village === found.facts.village; });
    return Promise.all(own.map(function (key) { return isSigned(found, key); })).then(function (results) {
      var key = own[results.indexOf(true)];
      if (own.length === 0) return { verdict: "untrusted", facts: found.facts };
      if (!key) return { verdict: "forged", facts: found.facts };
      return { verdict: judge(found, key, now), facts: found.facts, key: key };
    });
  }

  return { check: check, read: read, readKeys: readKeys };
})();
