import { ServerInterceptingCall } from '@grpc/grpc-js';
import type { ServerInterceptor } from '@grpc/grpc-js';

/** How many bytes of one call may be on their way before its writer is made to wait. */
const MAX_UNDER_WAY = 128 * 1024;

/**
 * Lets what streams write go on before the last message has left: by itself grpc-js waits for each message to be
 * handed to the socket, one turn of the event loop for every event. What is written within a turn leaves together.
 */
export const eagerWrites: ServerInterceptor = (method, call) =>
  method.responseStream ? new EagerCall(call) : new ServerInterceptingCall(call);

class EagerCall extends ServerInterceptingCall {
  private underWay = 0;
  private onRoom: (() => void) | undefined;

  override sendMessage(message: Buffer, next: () => void): void {
    this.underWay += message.length;
    super.sendMessage(message, () => {
      this.underWay -= message.length;
      if (this.underWay < MAX_UNDER_WAY) this.onRoom?.();
    });
    this.onRoom = undefined;
    if (this.underWay < MAX_UNDER_WAY) next();
    else this.onRoom = () => this.goOn(next);
  }

  private goOn(next: () => void): void {
    this.onRoom = undefined;
    next();
  }
}
