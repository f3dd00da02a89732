import doctor from './doctor/DoctorSummary.css?inline';
import frame from './frame/Frame.css?inline';
import sidebar from './frame/Sidebar.css?inline';
import grid from './grid/Grid.css?inline';
import facetBar from './log/FacetBar.css?inline';
import filterBar from './log/FilterBar.css?inline';
import logGrid from './log/LogGrid.css?inline';
import toolbar from './log/Toolbar.css?inline';
import block from './parts/Block.css?inline';
import button from './parts/Button.css?inline';
import copyButton from './parts/CopyButton.css?inline';
import emptyState from './parts/EmptyState.css?inline';
import menu from './parts/Menu.css?inline';
import split from './parts/Split.css?inline';
import host from './shell/host.css?inline';
import print from './shell/print.css?inline';
import tokens from './shell/tokens.css?inline';
import series from './timeline/series.css?inline';
import timeline from './timeline/Timeline.css?inline';

/** The style sheets of what is there from the start, as one text; later ones win. Those of parts come with them. */
export const STYLES: string = [
  host,
  tokens,
  frame,
  button,
  block,
  copyButton,
  menu,
  sidebar,
  toolbar,
  filterBar,
  facetBar,
  split,
  grid,
  logGrid,
  doctor,
  timeline,
  series,
  emptyState,
  print,
].join('\n');
