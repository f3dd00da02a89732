// Angular's own worker as it is, with its manifest in `ngsw.json`.
import '@angular/service-worker/ngsw-worker.js';
