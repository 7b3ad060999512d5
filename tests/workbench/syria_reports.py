"""Reports on the wars in Syria and Iraq, made up for these tests from public facts."""

REPORTS = """\
2016-09-22 Iraqi forces recaptured Ash Sharqat from Islamic State, Haider al-Abadi said.
2016-10-20 Iraqi troops entered Bartella and took full control of the town from Islamic State.
2016-10-22 Iraqi army units liberated Qaraqosh, southeast of Mosul.
2016-11-24 Turkish-backed rebels are fighting Islamic State militants near Al Bab.
2016-12-11 Islamic State fighters recaptured Palmyra after Syrian troops withdrew from the city.
2016-12-11 The Syrian Observatory for Human Rights said that Islamic State had seized Palmyra.
2016-12-13 Syrian government forces captured most of eastern Aleppo.
2016-12-22 The Syrian army command said that Aleppo was under the full control of the Syrian army.
2017-01-24 Iraqi forces hold eastern Mosul, and fighting in Mosul goes on.
2017-02-23 Turkish-backed rebels captured Al Bab from Islamic State.
2017-02-24 Free Syrian Army fighters hold Al Bab, the Syrian Observatory for Human Rights said.
2017-03-02 Syrian troops recaptured Palmyra from Islamic State, the Syrian army command said.
2017-03-23 Syrian Democratic Forces attacked Islamic State positions near Al-Tabqa.
2017-03-29 The Syrian army took Deir Hafir from Islamic State.
2017-05-10 The Syrian Democratic Forces said that they had captured Al-Tabqa from Islamic State.
2017-06-04 Syrian troops seized Maskanah, the last town that Islamic State held in Aleppo province.
2017-06-06 The Syrian Democratic Forces began an assault on Raqqa.
2017-07-10 Prime Minister Haider al-Abadi declared that Iraqi forces had liberated Mosul.
2017-08-05 Syrian government forces captured As Sukhnah from Islamic State.
2017-08-31 Iraqi forces have taken full control of Tal Afar, Prime Minister Haider al-Abadi said.
2017-09-05 Syrian troops broke the siege of Deir ez-Zor.
2017-09-21 Iraqi forces captured Anah from Islamic State.
2017-10-05 Iraqi forces recaptured Al Hawijah from Islamic State.
2017-10-14 The Syrian army captured Al Mayadin from Islamic State.
2017-10-16 Iraqi forces seized Kirkuk as Peshmerga fighters withdrew from the city.
2017-10-16 Peshmerga forces retreated from Kirkuk.
2017-10-17 The Syrian Democratic Forces said that they had taken full control of Raqqa.
2017-10-20 The Syrian Democratic Forces declared that Raqqa had been liberated from Islamic State.
2017-11-03 The Syrian army said that it had captured Deir ez-Zor from Islamic State.
2017-11-03 Iraqi forces retook Al Qa'im from Islamic State.
2017-11-17 Iraqi forces liberated Rawah from Islamic State.
2017-11-19 Syrian troops and their allies captured Abu Kamal from Islamic State.
"""

HELD = {
    "geonames:91057": "IQ",  # Ash Sharqat
    "geonames:97890": "IQ",  # Bartella
    "geonames:92430": "IQ",  # Qaraqosh
    "geonames:163808": "SY",  # Palmyra
    "geonames:170063": "SY",  # Aleppo
    "geonames:174018": "OP",  # Al Bab
    "geonames:172374": "SDF",  # Al-Tabqa
    "geonames:172955": "SDF",  # Raqqa
    "geonames:99072": "IQ",  # Mosul
    "geonames:90393": "IQ",  # Tal Afar
    "geonames:172425": "SY",  # As Sukhnah
    "geonames:170785": "SY",  # Deir Hafir
    "geonames:167080": "SY",  # Maskanah
    "geonames:6765385": "IQ",  # Anah
    "geonames:390188": "IQ",  # Al Hawijah
    "geonames:173480": "SY",  # Al Mayadin
    "geonames:94787": "IQ",  # Kirkuk
    "geonames:170794": "SY",  # Deir ez-Zor
    "geonames:92138": "IQ",  # Al Qa'im
    "geonames:92004": "IQ",  # Rawah
    "geonames:174448": "SY",  # Abu Kamal
}
"""Who held the towns of the reports on 1 December 2017."""

STEADY = {
    "geonames:170654": "SY",  # Damascus
    "geonames:163345": "SY",  # Tartus
    "geonames:169389": "OP",  # Idlib
    "geonames:173377": "SDF",  # Qamishli
    "geonames:98182": "IQ",  # Baghdad
    "geonames:95446": "KR",  # Erbil
}
"""Who held towns that changed hands in no report."""
