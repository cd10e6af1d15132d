// No test waits for ever: a browser that hangs would keep whoever runs it until somebody looks, and say nothing.

/** Waits for the promise; after so many minutes it ends the whole program instead, and says what that was at. */
export async function within(minutes, what, promise) {
  const patience = setTimeout(() => {
    console.error(`${what}: not over after ${minutes} minutes`);
    process.exit(1); // and takes the browser with it
  }, minutes * 60_000);
  try {
    return await promise;
  } finally {
    clearTimeout(patience);
  }
}
