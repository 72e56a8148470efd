package org.livelihood.people.region;

/** Which line. */
public enum RegionLineKind {
    /** Poverty line 贫困线. */
    POVERTY,
    /** Monitoring line 防止返贫监测线. */
    MONITORING
}
