package com.example.shop;

import org.junit.platform.runner.JUnitPlatform;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.runner.RunWith;

/** For Gradle before 4.6, which knows JUnit 4 only. */
@RunWith(JUnitPlatform.class)
@SelectPackages("com.example.shop")
public class AllTests {}
