# What `cmake --install` lays down: the program, the library, its headers, the pages' templates, and the description
# with which another project says find_package(newsloom). The program finds the library beside it, wherever the tree
# is moved to.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

file(RELATIVE_PATH newsloom_lib_from_bin /${CMAKE_INSTALL_BINDIR} /${CMAKE_INSTALL_LIBDIR})
set_target_properties(newsloom_cli PROPERTIES INSTALL_RPATH "$ORIGIN/${newsloom_lib_from_bin}")

install(TARGETS newsloom_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS newsloom EXPORT newsloom LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/include/newsloom DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/samples/newsroom ${CMAKE_SOURCE_DIR}/samples/pictures DESTINATION ${CMAKE_INSTALL_DATADIR}/newsloom/samples OPTIONAL)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/web DESTINATION ${CMAKE_INSTALL_DATADIR}/newsloom OPTIONAL)

set(newsloom_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/newsloom)
install(EXPORT newsloom NAMESPACE newsloom:: FILE newsloom-config.cmake DESTINATION ${newsloom_package_dir})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/newsloom-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/newsloom-config-version.cmake DESTINATION ${newsloom_package_dir})
