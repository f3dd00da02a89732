export { type Fault, guarded } from '../platform.ts';
export { type CallObserver, watchCalls } from './calls.ts';
export { follower, isPromise } from './follow.ts';
export {
  type Failure,
  type Lifetime,
  type LifetimeOptions,
  type Lifetimes,
  watchLifetimes,
} from './lifetimes.ts';
export { type Listeners, watchListeners } from './listeners.ts';
export { loggedError } from './logged-error.ts';
export { type Around, patchMethod } from './patch-method.ts';
