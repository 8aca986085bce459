/** Where in the log a fault was met. Never a value: these sentences reach logs. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
}

const at = ({ stream, revision, type }: Place): string => `${type} at revision ${revision} of ${stream}`;

/** What one field of an event breaks; the codec turns it into an error that says where. */
export class Fault extends Error {
  constructor(
    readonly path: string,
    readonly must: string,
  ) {
    super(`field ${path} ${must}`);
  }
}

/** A type or schema that the registry does not have; the codec turns it into NewerThanSoftware. */
export class NotKnownYet extends Error {}

/** The caller built an event that cannot be stored: a fault in the program. Nothing was stored. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
  constructor(type: string, fault: Fault) {
    super(`${type} cannot be stored: ${fault.message}`);
  }
}

/** A stored event is not what its type and schema say. The reader stops. */
export class MalformedEvent extends Error {
  override readonly name = 'MalformedEvent';
  constructor(place: Place, fault: Fault) {
    super(`${at(place)} cannot be read: ${fault.message}`);
  }
}

/** A type or schema that this software does not have yet. The reader stops: nothing is skipped in silence. */
export class NewerThanSoftware extends Error {
  override readonly name = 'NewerThanSoftware';
  constructor(place: Place, what: string) {
    super(
      `${at(place)} has ${what}, which this software does not know: a newer version wrote it. ` +
        'Upgrade this process to at least that version and start it again; it goes on from where it stopped.',
    );
  }
}

/** Personal data fails its authentication: changed, or moved from another event. Never the same as erased. */
export class Tampered extends Error {
  override readonly name = 'Tampered';
  constructor(place: Place, subject: string) {
    super(
      `What ${at(place)} says of ${subject} fails its authentication: it was changed after it was written, ` +
        'or its key was replaced. Compare the event with a backup of the event store.',
    );
  }
}

/** There is no usable key, and no record that it was erased. Never the same as erased. */
export class KeyUnavailable extends Error {
  override readonly name = 'KeyUnavailable';
  constructor(subject: string, why: string) {
    super(`The key of ${subject} is not available: ${why}`);
  }
}

/** The subject's key was destroyed for ever, so nothing personal can be stored of the subject any more. */
export class SubjectErased extends Error {
  override readonly name = 'SubjectErased';
  constructor(subject: string) {
    super(`The personal data of ${subject} was erased: no more of it can be stored under that name.`);
  }
}
