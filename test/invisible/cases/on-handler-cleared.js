self.onsync = () => seen('never');
self.onsync = null;
addEventListener('sync', (event) => {
  seen('listener', event.tag);
  self.onsync = event.tag === 'first' ? () => seen('set during dispatch') : null;
});
