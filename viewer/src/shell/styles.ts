import details from '../details/Details.css?inline';
import jsonTree from '../details/JsonTree.css?inline';
import doctor from '../doctor/DoctorSummary.css?inline';
import grid from '../grid/Grid.css?inline';
import registered from '../registered/StatePanel.css?inline';
import reports from '../reports/Reports.css?inline';
import series from '../timeline/series.css?inline';
import timeline from '../timeline/Timeline.css?inline';
import button from '../views/Button.css?inline';
import dialog from '../views/Dialog.css?inline';
import emptyState from '../views/EmptyState.css?inline';
import facetBar from '../views/FacetBar.css?inline';
import filterBar from '../views/FilterBar.css?inline';
import frame from '../views/Frame.css?inline';
import logGrid from '../views/LogGrid.css?inline';
import menu from '../views/Menu.css?inline';
import sidebar from '../views/Sidebar.css?inline';
import split from '../views/Split.css?inline';
import toolbar from '../views/Toolbar.css?inline';
import host from './host.css?inline';
import tokens from './tokens.css?inline';

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
].join('\n');
