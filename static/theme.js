// The theme before the first paint: the remembered one, or what an embed is told. A script of its own: the page's policy allows none
// in the HTML, and the page's own comes too late.
/* global document, localStorage, location, self, URLSearchParams */
try {
  const parameters = new URLSearchParams(location.search);
  const theme = parameters.has('embed') ? parameters.get('theme') : localStorage.getItem('luminara.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  // The browser keeps nothing: the system's theme it is.
}

// A frame that is sandboxed without an origin may not start the engine's Worker, nor load the page's modules from most hosts.
if (self.origin === 'null') {
  document.addEventListener('DOMContentLoaded', () => {
    const message = document.createElement('p');
    message.className = 'no-origin';
    message.textContent = 'This frame’s sandbox leaves the playground no origin of its own, so the engine can’t start. Add allow-same-origin to its sandbox attribute: the origin is the playground’s, not this page’s.';
    document.body.replaceChildren(message);
  });
}
