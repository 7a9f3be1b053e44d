// What the person at the page may do; the hub checks it again.
const has = (role) => role in document.body.dataset;

export const operator = has("operator");
export const installer = has("installer");
export const mayBypass = operator || installer;
