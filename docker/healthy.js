// Exits 0 if the program of this container says that it is ready, else 1.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/health/ready`).catch(
  () => undefined,
);
process.exitCode = answer?.ok ? 0 : 1;
