navigator.serviceWorker.register('/worker-3f9c1a.js', { type: 'module' });
