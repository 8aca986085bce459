import { containersCounted, type ContainersCounted } from './events/containers-counted.event.js';
import { containersReceived, type ContainersReceived } from './events/containers-received.event.js';

/** Everything that a reception's stream can hold. */
export type ReceptionEvent = ContainersReceived | ContainersCounted;

export const receptionEventDefinitions = [containersReceived, containersCounted] as const;
