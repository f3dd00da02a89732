export { fault, faultsSoFar, guarded } from '../platform.ts';
export { type CallObserver, watchCalls } from './calls.ts';
export { follower, isPromise } from './follow.ts';
export {
  type Failure,
  type LifetimeOptions,
  type Lifetimes,
  type WatchedEvent,
  watchLifetimes,
} from './lifetimes.ts';
export { type Listeners, watchListeners } from './listeners.ts';
export { loggedError } from './logged-error.ts';
export { patchConstructor } from './patch-constructor.ts';
export { type Around, patchMethod } from './patch-method.ts';
