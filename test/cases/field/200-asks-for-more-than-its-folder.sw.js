// Served from a folder of assets, as a build leaves it.
