// A certified OpenID provider for tests/gateways/oidc/test_certified.py. Its configuration comes as JSON in argv[2]:
// the clients, and people by the login that they type. It prints its issuer when it listens.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const { clients, people } = JSON.parse(process.argv[2]);
const key = (kind, options, alg) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: "jwk" }), use: "sig", kid: alg, alg,
});

const server = createServer().listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients,
    jwks: { keys: [key("rsa", { modulusLength: 2048 }, "RS256"), key("ec", { namedCurve: "P-256" }, "ES256")] },
    cookies: { keys: ["for this test only"] },
    acrValues: ["low", "substantial", "high"],
    claims: { openid: ["sub", "amr", "country", "personal_code"], profile: ["given_name", "family_name"] },
    enabledJWA: { idTokenSigningAlgValues: ["RS256", "ES256"] },
    features: { backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id].claims }) }),
    // Version 9 calls no special-use address by itself, and the listening site is on this machine.
    fetch: (url, options) => { delete options.dispatcher; return globalThis.fetch(url, options); },
  });
  // Its own forms prove nothing in particular: here each person brings a level and methods along.
  const finished = provider.interactionFinished.bind(provider);
  provider.interactionFinished = (request, response, result, options) => {
    if (result.login) Object.assign(result.login, people[result.login.accountId].proof);
    return finished(request, response, result, options);
  };
  server.on("request", provider.callback());
  console.log(issuer);
});
