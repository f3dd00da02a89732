/** Is it the page of the viewer as a folder of files, and not an app's own? */
export const isViewerPage = (html: Pick<string | Buffer, 'includes'> | undefined): boolean =>
  html?.includes('<title>Offstage</title>') === true;
