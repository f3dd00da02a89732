/** What TypeScript's DOM library leaves out of a service worker, as far as this worker uses it. */

export interface WorkerEvent extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

export interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

export interface SyncEvent extends WorkerEvent {
  readonly tag: string;
  readonly lastChance: boolean;
}

export interface PushEvent extends WorkerEvent {
  readonly data: { json(): unknown; text(): string } | null;
}

export interface NotificationEvent extends WorkerEvent {
  readonly notification: Notification;
  readonly action: string;
}

export interface BackgroundFetchEvent extends WorkerEvent {
  readonly registration: {
    readonly id: string;
    readonly failureReason: string;
    matchAll(): Promise<readonly { readonly request: Request; readonly responseReady: Promise<Response> }[]>;
  };
  updateUI(options: { title: string }): Promise<void>;
}

export interface PushSubscriptionChangeEvent extends WorkerEvent {
  readonly oldSubscription?: PushSubscription | null;
  readonly newSubscription?: PushSubscription | null;
}

export interface CanMakePaymentEvent extends WorkerEvent {
  respondWith(answer: Promise<boolean> | boolean): void;
}

export interface PaymentRequestEvent extends WorkerEvent {
  readonly paymentRequestId: string;
  readonly methodData: readonly { readonly supportedMethods: string; readonly data?: unknown }[];
  readonly total: { readonly currency: string; readonly value: string };
  openWindow(url: string): Promise<WindowClient | null>;
  respondWith(response: Promise<{ methodName: string; details: unknown }>): void;
}

export interface WindowClient {
  readonly url: string;
  readonly focused: boolean;
  focus(): Promise<WindowClient>;
  postMessage(message: unknown): void;
}

interface WorkerEvents {
  install: WorkerEvent;
  activate: WorkerEvent;
  fetch: FetchEvent;
  sync: SyncEvent;
  periodicsync: SyncEvent;
  push: PushEvent;
  pushsubscriptionchange: PushSubscriptionChangeEvent;
  notificationclick: NotificationEvent;
  notificationclose: NotificationEvent;
  backgroundfetchsuccess: BackgroundFetchEvent;
  backgroundfetchfail: BackgroundFetchEvent;
  backgroundfetchabort: BackgroundFetchEvent;
  backgroundfetchclick: BackgroundFetchEvent;
  canmakepayment: CanMakePaymentEvent;
  paymentrequest: PaymentRequestEvent;
  abortpayment: CanMakePaymentEvent;
}

export interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled?: boolean }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<WindowClient | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Type extends keyof WorkerEvents>(
    type: Type,
    listener: (event: WorkerEvents[Type]) => unknown,
  ): void;
}

export const scope: WorkerScope = self as unknown as WorkerScope;
