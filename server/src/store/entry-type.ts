/** Type of what the SDK and the plugin upload: entries of a log. */
export const ENTRY = 'background-service';
