// In place of the SDK where a test wants a page without it.
navigator.serviceWorker.register(document.currentScript.dataset.worker);
