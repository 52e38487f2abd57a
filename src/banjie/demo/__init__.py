"""The invented town of Linhu: papers, units and reports to show the site with."""
