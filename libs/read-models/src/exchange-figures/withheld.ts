/** The reasons with which figures are withheld. */
export const EMBARGOED = 'embargoed until the exchange is complete';
export const EMBARGOED_UNDER = 'an exchange under this agreement is embargoed until it is complete';
/** While the projection of the exchanges stands still, each counts as embargoed. */
export const STANDS_STILL = 'what was recorded of exchanges is not being read, and may have been an embargo';
