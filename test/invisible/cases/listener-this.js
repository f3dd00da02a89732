// A plain function: `this`, arguments, phase, and that its result is of no interest.
addEventListener('sync', function (...parameters) {
  seen(this === self, parameters.length, parameters[0].eventPhase, parameters[0].target === self);
  return false;
});
