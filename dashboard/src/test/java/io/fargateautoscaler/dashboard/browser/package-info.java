@NullMarked
package io.fargateautoscaler.dashboard.browser;

import org.jspecify.annotations.NullMarked;
