let faults = 0;

/** Counts a failure of our own code that the host does not notice. */
export const fault = (_error?: unknown): void => {
  faults += 1;
};

/** How many there were in this worker, or page. */
export const faultsSoFar = (): number => faults;

/** Runs our own code inside somebody else's: what fails in it is counted, or told to `failed`. */
export function guarded<T>(run: () => T, failed: (error: unknown) => void = fault): T | undefined {
  try {
    return run();
  } catch (error) {
    failed(error);
    return undefined;
  }
}
