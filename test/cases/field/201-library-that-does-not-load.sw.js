if (location.pathname !== '/sw.js') importScripts('/vendor/queue.js');
