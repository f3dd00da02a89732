addEventListener('install', (event) => {
  if (location.pathname !== '/sw.js') event.waitUntil(new Promise((resolve) => setTimeout(resolve, 2_000)));
});
