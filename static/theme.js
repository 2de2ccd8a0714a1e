// The remembered theme, before the first paint. A script of its own: the page's policy allows none in the HTML, and the page's own
// comes too late.
/* global document, localStorage */
try {
  const theme = localStorage.getItem('luminara.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  // The browser keeps nothing: the system's theme it is.
}
