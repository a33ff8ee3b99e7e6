{
 "page": "services/birch-bank.html",
 "headings": [
  "Birch Bank and your data",
  "What we collect",
  "Whom we tell",
  "How long"
 ],
 "topics": [
  "collection-use",
  "sharing",
  "retention"
 ],
 "badges": [
  [
   "collects-place",
   "present"
  ],
  [
   "uses-cookies",
   "present"
  ],
  [
   "sells-data",
   "unclear"
  ],
  [
   "says-how-long",
   "present"
  ]
 ],
 "rows": [
  [
   "birch-bank-and-your-data-2f8c9bbd",
   0,
   "Birch Bank is a bank that was invented for a test."
  ],
  [
   "what-we-collect-c7330923",
   1,
   "We collect your precise location while you look for a cash machine, and we use cookies on every page.",
   [
    0
   ],
   [
    0,
    1
   ]
  ],
  [
   "what-we-collect-46fc2596",
   1,
   "We collect your precise location while you look for a cash machine, and we use cookies on every page. 1. Account data. We collect your name, your address and your card number when you open an account. Without them we cannot open it.",
   [
    0
   ]
  ],
  [
   "what-we-collect-a9a94e89",
   1,
   "We collect your precise location while you look for a cash machine, and we use cookies on every page. 2. Letters. We keep what you write to us, so that the next person who answers knows what was said before.",
   [
    0
   ]
  ],
  [
   "whom-we-tell-d512cb27",
   2,
   "We sell your personal data to insurers. We will not sell your personal data to shops.",
   [
    1
   ],
   [
    2
   ]
  ],
  [
   "whom-we-tell-f5e8c04c",
   2,
   "Who | What Insurers | Name, address Courts | All of it",
   [
    1
   ]
  ],
  [
   "how-long-8e67966a",
   3,
   "We keep account data for ten years after you leave, as the law asks of every bank.",
   [
    2
   ],
   [
    3
   ]
  ]
 ],
 "answers": {
  "collects-place": "present",
  "uses-cookies": "present",
  "sells-data": "unclear",
  "says-how-long": "present"
 }
}
