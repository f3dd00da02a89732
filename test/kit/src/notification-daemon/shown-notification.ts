/** One call of `org.freedesktop.Notifications.Notify`. */
export interface ShownNotification {
  readonly id: number;
  readonly summary: string;
  readonly body: string;
  /** Key and label in turns, as the specification has it. */
  readonly actions: readonly string[];
}
