export { type RunningDemo, type ServeOptions, serve } from './serve.ts';
