package com.example.shop;

/** Two locks, taken in both orders. */
public final class Shop {
  private final Object cart = new Object();
  private final Object stock = new Object();
  private int sold;

  /** Takes the cart's lock, then the stock's. */
  public void order() {
    synchronized (cart) {
      synchronized (stock) {
        sold++;
      }
    }
  }

  /** Takes the stock's lock, then the cart's. */
  public void refund() {
    synchronized (stock) {
      synchronized (cart) {
        sold--;
      }
    }
  }

  /** How many have been sold. */
  public int sold() {
    synchronized (stock) {
      return sold;
    }
  }
}
