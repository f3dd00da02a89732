addEventListener('message', () => {
  registration.update();
});
