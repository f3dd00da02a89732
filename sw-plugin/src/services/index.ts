export { type FetchRegistration, progressOf } from './background-fetch.ts';
export { COMMON_CALLS } from './common-calls.ts';
export {
  type CallDefinition,
  type Calls,
  type EventDefinition,
  type Events,
  type Line,
  line,
  type Moment,
  own,
} from './definition.ts';
export { EVENTS } from './events.ts';
export { markOfPage, showCalls } from './notifications.ts';
export { attributes, members, plain, string } from './plain.ts';
export { reportLine } from './reporting.ts';
export { keyText, subscriptionShape } from './subscription.ts';
export { WORKER_CALLS } from './worker-calls.ts';
