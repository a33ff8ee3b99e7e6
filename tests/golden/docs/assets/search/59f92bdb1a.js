{
 "page": "services/cedar-games.html",
 "headings": [
  "PRIVACY AT CEDAR GAMES",
  "1. COOKIES",
  "2. YOUR ORDER",
  "3. YOUR RIGHTS"
 ],
 "topics": [
  "other",
  "collection-use",
  "sharing"
 ],
 "badges": [
  [
   "uses-cookies",
   "unclear"
  ],
  [
   "collects-place",
   "absent"
  ],
  [
   "sells-data",
   "absent"
  ],
  [
   "deletes-on-request",
   "unclear"
  ]
 ],
 "rows": [
  [
   "privacy-at-cedar-games-8d13a491",
   0,
   "We make board games and a small website about them.",
   [
    0
   ]
  ],
  [
   "cookies-bb86faa6",
   1,
   "Our website does not use cookies.",
   [
    1
   ],
   [
    0
   ]
  ],
  [
   "your-order-8bfa22aa",
   2,
   "We use your address to send you the games that you order. We do not sell or rent your personal data, and we do not collect where you are.",
   [
    2
   ],
   [
    1,
    2
   ]
  ],
  [
   "your-rights-7d0a8c5d",
   3,
   "Write to us and we will see what we can do about your data.",
   [],
   [
    3
   ]
  ]
 ],
 "answers": {
  "collects-place": "absent",
  "uses-cookies": "unclear",
  "sells-data": "absent",
  "deletes-on-request": "unclear"
 }
}
