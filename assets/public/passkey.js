// Passkeys: shows what needs them, asks the browser for one, and sends its
// answer in the page's own form.
(function () {
	'use strict';

	if (!window.PublicKeyCredential)
		return;
	document.querySelectorAll('[data-nc="passkey"]').forEach(function (e) { e.hidden = false; });
	document.querySelectorAll('[data-nc="no-passkey"]').forEach(function (e) { e.hidden = true; });

	var form = document.querySelector('form.nc-passkey');
	if (!form)
		return;
	var to = document.getElementById('passkey').dataset;

	// By name: the button's id is one of them.
	function field(name) {
		return form.querySelector('[name="' + name + '"]');
	}
	// base64url, both ways.
	function bytes(s) {
		return Uint8Array.from(atob(s.replace(/-/g, '+').replace(/_/g, '/')), function (c) { return c.charCodeAt(0); });
	}
	function text(b) {
		return b ? btoa(String.fromCharCode.apply(null, new Uint8Array(b)))
		    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '') : '';
	}
	function kind(more) {
		more.type = 'public-key';
		return more;
	}
	function ask() {
		var ids = (to.ids ? to.ids.split(',') : []).map(function (id) { return kind({ id: bytes(id) }); });
		var o = { challenge: bytes(field('challenge').value), timeout: 240000, userVerification: 'required' };
		if (!to.handle) {
			o.rpId = to.party;
			o.allowCredentials = ids;
			return navigator.credentials.get({ publicKey: o });
		}
		o.rp = { id: to.party, name: to.site };
		o.user = { id: bytes(to.handle), name: to.address, displayName: to.person };
		o.pubKeyCredParams = [-7, -8, -257].map(function (alg) { return kind({ alg: alg }); });
		o.excludeCredentials = ids;
		o.attestation = 'none';
		o.authenticatorSelection = { residentKey: 'required', requireResidentKey: true, userVerification: 'required' };
		return navigator.credentials.create({ publicKey: o });
	}
	function fill(key) {
		var r = key.response;
		field('passkey').value = text(r.clientDataJSON);
		if (to.handle) {
			field('attestation').value = text(r.attestationObject);
		} else {
			field('credential').value = text(key.rawId);
			field('authenticator').value = text(r.authenticatorData);
			field('signature').value = text(r.signature);
			field('handle').value = text(r.userHandle);
		}
		form.submit();
	}
	// The sentences stand in the page, so that they are translated.
	function say(name) {
		var said = form.querySelectorAll('[data-nc-says]'), known = false;
		said.forEach(function (p) { known = !(p.hidden = p.dataset.ncSays !== name) || known; });
		if (!known && name)
			say('');
	}

	form.addEventListener('submit', function (e) {
		// What has no name is sent as it is: the answer says what is missing.
		if (to.handle && !field('name').value.trim())
			return;
		e.preventDefault();
		say(null);
		ask().then(fill, function (error) { say(error.name); });
	});
})();
