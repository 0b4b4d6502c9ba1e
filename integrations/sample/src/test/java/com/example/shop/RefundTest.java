package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RefundTest {
  @Test
  void one_less_is_sold() {
    Shop shop = new Shop();
    shop.refund();
    assertEquals(-1, shop.sold());
  }
}
