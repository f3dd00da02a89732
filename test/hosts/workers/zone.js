// Patches promises, timers and every addEventListener.
import 'zone.js';
