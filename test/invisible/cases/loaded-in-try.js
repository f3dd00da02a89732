// As the README has it: what fails in there takes nothing along.
try {
  seen('in');
  // ---- the plugin is loaded here ----
} catch (error) {
  seen('caught', error.name);
}
addEventListener('sync', (event) => {
  seen(event.tag);
  event.waitUntil(new Promise((resolve) => setTimeout(resolve, 5)));
});
