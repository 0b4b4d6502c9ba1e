package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void one_more_is_sold() {
    Shop shop = new Shop();
    shop.order();
    assertEquals(1, shop.sold());
  }
}
