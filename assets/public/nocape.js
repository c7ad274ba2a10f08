// Improves what already works without it: puts the reader at the list of
// problems, counts characters, and keeps a form from being sent twice.
(function () {
	'use strict';

	var summary = document.querySelector('[data-nc="errors"]');
	if (summary)
		summary.focus();

	// A link in the summary goes to its field, and the cursor with it; a set
	// of boxes takes it to the first one.
	document.addEventListener('click', function (e) {
		var link = e.target.closest('.govuk-error-summary__list a');
		var at = link && document.getElementById(link.hash.slice(1));
		if (!at)
			return;
		e.preventDefault();
		var field = at.matches('input, textarea, select') ? at : at.querySelector('input') || at;
		(document.querySelector('label[for="' + field.id + '"]') || field).scrollIntoView();
		field.focus({ preventScroll: true });
	});

	// The sentences stand in the page, so that they are translated.
	document.querySelectorAll('textarea[data-nc-max]').forEach(function (area) {
		var most = +area.dataset.ncMax, note = document.getElementById(area.id + '-left');
		if (!note)
			return;
		var say = function () {
			var left = most - Array.from(area.value).length;
			note.hidden = left > most / 4;
			note.querySelectorAll('[data-nc="number"]').forEach(function (n) { n.textContent = Math.abs(left); });
			note.querySelector('[data-nc="left"]').hidden = left < 0;
			note.querySelector('[data-nc="over"]').hidden = left >= 0;
		};
		area.addEventListener('input', say);
		say();
	});

	document.addEventListener('submit', function (e) {
		if (e.target.dataset.ncSent && Date.now() - e.target.dataset.ncSent < 2000)
			e.preventDefault();
		e.target.dataset.ncSent = Date.now();
	});
})();
