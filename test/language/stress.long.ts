// Every language test with a nursery collection at every safepoint, and a full collection with
// verification of the whole heap at every 5000th, free memory poisoned. 5000 is such that the run
// takes about three minutes.
import { testTopics } from "./run";

testTopics("language under stress", { GENERA_STRESS: "5000", GENERA_POISON: "1" });
