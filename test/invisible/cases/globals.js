// Nothing new on the global scope, and nothing gone.
seen(Object.getOwnPropertyNames(self).sort());
seen(Object.keys(self).sort());
