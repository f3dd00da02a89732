export { aliveLock, type Handshake, PROTOCOL, type RelayApi, type WorkerState } from './protocol.ts';
