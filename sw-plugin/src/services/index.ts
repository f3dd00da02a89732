export { type FetchRegistration, progressOf } from './background-fetch.ts';
export { commonCalls } from './common-calls.ts';
export {
  type CallDefinition,
  type Calls,
  type EventDefinition,
  type Events,
  type Line,
  line,
  type Moment,
  own,
  statusOf,
} from './definition.ts';
export { EVENT_TYPES, eventDefinitions } from './events.ts';
export { markOfPage, showCalls } from './notifications.ts';
export { attributes, members, plain, string } from './plain.ts';
export { rememberShows } from './replaced.ts';
export { reportLine } from './reporting.ts';
export { showContents } from './secret.ts';
export { keyText, subscriptionShape } from './subscription.ts';
export { workerCalls } from './worker-calls.ts';
