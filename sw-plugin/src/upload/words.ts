/** Words that we and the browsers write, and no app: what has a value of these may leave with it. */
export const WORDS: ReadonlySet<string> = new Set(
  `start|end|ok|failed|silent|fulfilled|rejected|pending|late|waitUntil|respondWith|handler|script|user|replaced|browser|page|worker
|granted|denied|prompt|default|visible|hidden|all|imports|none|classic|module|auto|ltr|rtl
|Success|succeeded|waitUntil rejected|waitUntil Rejected|Yes|No|true|false|function|object|string|number|boolean|undefined|symbol|bigint
|BackgroundFetchSuccessEvent|BackgroundFetchFailEvent|BackgroundFetchAbortEvent|success|failure|aborted|bad-status|fetch-error|quota-exceeded|download-total-exceeded
|NONE|CANCELLED_FROM_UI|CANCELLED_BY_DEVELOPER|SERVICE_WORKER_UNAVAILABLE|QUOTA_EXCEEDED|DOWNLOAD_TOTAL_EXCEEDED|FETCH_ERROR|BAD_STATUS
|PAYMENT_EVENT_SUCCESS|PAYMENT_EVENT_REJECT|PAYMENT_EVENT_NO_RESPONSE|PAYMENT_EVENT_INTERNAL_ERROR|PAYMENT_EVENT_TIMEOUT|PAYMENT_EVENT_SERVICE_WORKER_ERROR|PAYMENT_EVENT_BROWSER_ERROR
|PAYMENT_HANDLER_INSECURE_NAVIGATION|PAYMENT_HANDLER_INSTALL_FAILED|PAYMENT_HANDLER_WINDOW_CLOSING|PAYMENT_HANDLER_ACTIVITY_DIED|PAYMENT_HANDLER_FAIL_TO_LOAD_MAIN_FRAME
|PAYMENT_METHOD_NAME_EMPTY|PAYMENT_DETAILS_ABSENT|PAYMENT_DETAILS_NOT_OBJECT|PAYMENT_DETAILS_STRINGIFY_ERROR|PAYER_NAME_EMPTY|PAYER_EMAIL_EMPTY|PAYER_PHONE_EMPTY|SHIPPING_OPTION_EMPTY|SHIPPING_ADDRESS_INVALID
|push|pushsubscriptionchange|sync|periodicsync|notificationclick|notificationclose|backgroundfetchsuccess|backgroundfetchfail|backgroundfetchabort|backgroundfetchclick|paymentrequest|canmakepayment|abortpayment|install|activate|fetch|message|messageerror
|notifications|background-sync|periodic-background-sync|background-fetch|payment-handler
|Notification|Notification.close|Notification.requestPermission|BackgroundFetchManager.fetch|BackgroundFetchRegistration.abort|BackgroundFetchUpdateUIEvent.updateUI|Clients.openWindow|WindowClient.focus|WindowClient.navigate|PaymentRequestEvent.openWindow|PaymentRequestEvent.changePaymentMethod|PaymentRequestEvent.changeShippingOption|PaymentRequestEvent.changeShippingAddress|PeriodicSyncManager.register|PeriodicSyncManager.unregister|PushManager.subscribe|PushSubscription.unsubscribe|ServiceWorkerContainer.register|ServiceWorkerRegistration.showNotification|ServiceWorkerRegistration.unregister|ServiceWorkerRegistration.update|SyncManager.register
|Reporting-Endpoints|Report-To|NEL|enforce|report|reporting|inline|eval|wasm-eval|data|trusted-types-sink|trusted-types-policy
|csp-violation|csp-hash|deprecation|intervention|crash|coep|coop|permissions-policy-violation|document-policy-violation|integrity-violation|network-error|potential-permissions-policy-violation
|default-src|script-src|script-src-elem|script-src-attr|style-src|style-src-elem|style-src-attr|img-src|font-src|connect-src|media-src|object-src|frame-src|child-src|worker-src|manifest-src|prefetch-src|base-uri|form-action|frame-ancestors|navigate-to|require-trusted-types-for|trusted-types|sandbox|report-uri|report-to|upgrade-insecure-requests
|fcm.googleapis.com|android.googleapis.com|jmt17.google.com|updates.push.services.mozilla.com|web.push.apple.com
|chromium|firefox|webkit|user_visible_auto_notification`
    .replaceAll('\n', '')
    .split('|'),
);
