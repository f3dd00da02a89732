import details from './details/Details.css?inline';
import doctor from './doctor/DoctorSummary.css?inline';
import frame from './frame/Frame.css?inline';
import sidebar from './frame/Sidebar.css?inline';
import grid from './grid/Grid.css?inline';
import facetBar from './log/FacetBar.css?inline';
import filterBar from './log/FilterBar.css?inline';
import logGrid from './log/LogGrid.css?inline';
import toolbar from './log/Toolbar.css?inline';
import button from './parts/Button.css?inline';
import dialog from './parts/Dialog.css?inline';
import emptyState from './parts/EmptyState.css?inline';
import jsonTree from './parts/JsonTree.css?inline';
import menu from './parts/Menu.css?inline';
import split from './parts/Split.css?inline';
import registered from './registered/StatePanel.css?inline';
import reports from './reports/Reports.css?inline';
import host from './shell/host.css?inline';
import print from './shell/print.css?inline';
import tokens from './shell/tokens.css?inline';
import series from './timeline/series.css?inline';
import timeline from './timeline/Timeline.css?inline';

/** Every style sheet of the viewer, as one text; later ones win. */
export const STYLES: string = [
  host,
  tokens,
  frame,
  button,
  menu,
  dialog,
  sidebar,
  toolbar,
  filterBar,
  facetBar,
  split,
  grid,
  logGrid,
  details,
  jsonTree,
  doctor,
  timeline,
  series,
  reports,
  registered,
  emptyState,
  print,
].join('\n');
